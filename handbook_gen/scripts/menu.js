/* The frame by keyboard: the menu as a drawer, the search on a phone, the list of versions. Opens nothing by itself;
   without scripts the check boxes of the theme do the same. */
{
  const find = name => document.querySelector(name)
  const drawer = { box: "#__drawer", button: ".hb-control--menu", first: "[data-menu-close]" }
  const search = { box: "#__search", button: ".hb-control--search", first: "[data-md-component=search-query]" }
  const shown = element => Boolean(element?.getClientRects().length)
  const focus = name => shown(find(name)) && find(name).focus({ preventScroll: true })

  /* Beside the menu it is pressed to close it; as a label it would name a check box that nobody sees by then. */
  const beside = Object.assign(document.createElement("div"), { className: "md-overlay" })
  find("label.md-overlay")?.replaceWith(beside)

  /* Whatever stands beside the way from the menu to the page cannot be reached while the menu lies over it. */
  const closed = on => {
    for (let node = find("#_menu"); node && node !== document.body; node = node.parentElement)
      for (const other of node.parentElement.children)
        if (other !== node && !other.matches("script, .md-toggle, .md-overlay")) other.inert = on
  }
  const told = ({ box, button }) => find(button)?.setAttribute("aria-expanded", find(box).checked)
  const close = ({ box }) => find(box)?.checked && find(box).click()

  document.addEventListener("change", ({ target }) => {
    if (target.id === "__search") {
      told(search)
      if (target.checked) focus(search.first)
      else if ([document.body, find(search.first)].includes(document.activeElement)) focus(search.button)
    } else if (target.id === "__drawer") {
      told(drawer)
      closed(target.checked)
      focus(target.checked ? drawer.first : drawer.button)
    }
  })
  const open = () => find(search.box).checked ? focus(search.first) : find(search.box).click()
  const choose = button => {
    document.getElementById(button.dataset.palette).click()
    requestAnimationFrame(() => focus("[data-palette]:not([hidden])"))
  }

  document.addEventListener("click", ({ target }) => {
    if (target.closest?.(drawer.button)) find(drawer.box).click()
    else if (target.closest?.(`${search.button}, button.hb-hero__search`)) open()
    else if (target.closest?.("[data-search-close]")) close(search)
    else if (target.closest?.("#_menu a, [data-menu-close], .md-overlay")) close(drawer)
    else if (target.closest?.("[data-palette]")) choose(target.closest("[data-palette]"))
  })
  matchMedia("(min-width: 76.25em)").addEventListener("change", () => close(drawer))
  onPage(() => close(drawer))

  /* Escape closes what is open; the list of versions opens again to whoever comes back. */
  const versions = ".md-version"
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return
    close(drawer)
    const list = event.target.closest?.(versions) ?? find(`${versions}:hover`)
    if (!list) return
    list.dataset.closed = ""
    list.querySelector("button").focus()
  })
  const again = ({ target }) => delete target.closest?.(versions)?.dataset.closed
  for (const sign of ["click", "pointerover"]) document.addEventListener(sign, again)
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    const list = target.closest?.(versions)
    if (list && !list.contains(relatedTarget)) delete list.dataset.closed
  })

  /* A name that begins with what is to be read there: the version. */
  const named = () => {
    const button = find(`${versions} button:not([data-named])`)
    if (!button) return
    button.dataset.named = ""
    button.setAttribute("aria-label", `${button.innerText.trim()}, ${button.getAttribute("aria-label")}`)
  }
  if (find(".md-header")) new MutationObserver(named).observe(find(".md-header"), { childList: true, subtree: true })

  /* A single letter is no command: who speaks to a computer would set it off by any word. Control or ⌘ with K
     searches. */
  const THEIRS = ["f", "s", "/", "p", ",", "n", "."]
  addEventListener("keydown", event => {
    const chosen = event.key === "Enter" && event.target.matches?.("[data-palette]")
    if (chosen) event.stopImmediatePropagation() // its click does
    const command = event.ctrlKey || event.metaKey
    if (command && !event.altKey && event.key === "k" && find(search.box)) {
      event.preventDefault()
      open()
    } else if (!command && THEIRS.includes(event.key) && !event.target.matches?.("input, select, textarea")) {
      event.stopImmediatePropagation()
    }
  }, true)
}
