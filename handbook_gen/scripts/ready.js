/* Reply texts: what is in brackets is filled in before copying, or it is said that it was not. Nothing is kept. */
{
  const blanksOf = box => [...box.querySelectorAll("mark.hb-blank")]
  const name = blank => blank.dataset.name.slice(1, -1)
  const open = blank => !blank.hasAttribute("data-filled")
  const left = box => [...new Set(blanksOf(box).filter(open).map(name))].join(" · ")

  const tell = box => {
    const [told, blanks] = [box.querySelector(".hb-blanks"), left(box)]
    told.removeAttribute("data-warning")
    told.textContent = blanks ? filledIn(box.dataset.left, { blanks }) : box.dataset.none
    const button = box.querySelector(".hb-copy")
    delete button.dataset.done
    button.dataset.said = blanks ? filledIn(box.dataset.copiedWith, { blanks }) : box.dataset.said
  }
  const fill = (box, blank, value) => {
    blank.textContent = value || blank.dataset.name
    blank.toggleAttribute("data-filled", Boolean(value))
    tell(box)
  }

  /* A field for each blank: the same word may stand for two times, and then they differ. */
  const label = (box, blank, n) => n > 1 ? filledIn(box.dataset.again, { name: name(blank), n }) : name(blank)
  const field = (box, blank, n) => {
    const [shown, input] = [document.createElement("label"), document.createElement("input")]
    shown.className = "hb-fill__field"
    shown.append(label(box, blank, n), input)
    input.autocomplete = "off"
    input.addEventListener("input", () => fill(box, blank, input.value.trim()))
    return shown
  }
  const prepare = box => {
    const seen = {}
    const fields = blanksOf(box).map(blank => {
      blank.dataset.name = blank.textContent.replace(/\s+/g, " ")
      seen[name(blank)] = (seen[name(blank)] ?? 0) + 1
      return field(box, blank, seen[name(blank)])
    })
    box.querySelector(".hb-fill__fields").replaceChildren(...fields)
    box.querySelector(".hb-fill").hidden = false
    tell(box)
  }
  onPage(() => document.querySelectorAll(".hb-ready[data-left]").forEach(prepare))

  /* What the button says to a screen reader when it has copied, is seen as well where something is missing. */
  document.addEventListener("click", event => {
    const box = event.target.closest?.(".hb-copy")?.closest(".hb-ready[data-left]")
    if (!box || !left(box)) return
    const told = box.querySelector(".hb-blanks")
    told.setAttribute("data-warning", "")
    told.textContent = filledIn(box.dataset.copiedWith, { blanks: left(box) })
  })
}
