/* What a word of ours means, and what a link below a rule opens: shown beside it while it is pointed at or has the
   focus, and for as long as that lasts; Esc takes it away. A tap follows the link. Without scripts it is a title. */
{
  const EDGE = 8
  const hinted = "a.hb-mention--term, a.hb-mend"
  const hint = Object.assign(document.createElement("p"), { id: "hb-hint", className: "hb-hint", role: "tooltip" })
  let shownFor = null

  const hide = () => {
    shownFor?.removeAttribute("aria-describedby")
    hint.remove()
    shownFor = null
  }

  /* Below the link, or above it where there is no room; it touches the link, so that a pointer can move onto it. */
  const place = link => {
    const [line] = link.getClientRects()
    const { width, height } = hint.getBoundingClientRect()
    const below = line.bottom + height + EDGE <= innerHeight || line.top < height
    const left = Math.max(EDGE, Math.min(line.left, document.documentElement.clientWidth - width - EDGE))
    hint.style.left = `${left + scrollX}px`
    hint.style.top = `${(below ? line.bottom : line.top - height) + scrollY}px`
  }

  const show = link => {
    if (link === shownFor || !link.dataset.hint) return
    hide()
    shownFor = link
    hint.textContent = link.dataset.hint
    document.body.append(hint)
    link.setAttribute("aria-describedby", hint.id)
    place(link)
  }

  /* A pointer that moves elsewhere takes it away, but not from who reads it with the keyboard. */
  document.addEventListener("pointerover", event => {
    if (event.pointerType === "touch" || hint.contains(event.target)) return
    const link = event.target.closest?.(hinted)
    if (link) show(link)
    else if (shownFor && shownFor !== document.activeElement) hide()
  })
  document.addEventListener("focusin", event => {
    const link = event.target.closest(hinted)
    if (link?.matches(":focus-visible")) show(link)
    else hide()
  })
  document.addEventListener("focusout", hide)
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") hide()
  })

  onPage(() => {
    hide()
    document.querySelectorAll(hinted).forEach(link => {
      if (!link.title) return
      link.dataset.hint = link.title
      link.removeAttribute("title")  // the browser would show it a second time
    })
  })
}
