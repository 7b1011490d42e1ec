/* Remembers every control that gets the keyboard: what it is, where it stands, and the ring around it. Presses nothing. */
() => {
  const stop = "a[href], button, input, select, textarea, summary, [tabindex]"
  const shown = each => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length
  const region = each => each.closest("[data-md-component=tabs], .md-sidebar, article, header, footer, aside")
  const option = each => each.matches(".md-option") ? each.nextElementSibling : each
  // In a picture the ring is the line of a shape, and words are underlined.
  const drawnRing = each => [...each.querySelectorAll("rect, circle, path, text")]
    .map(part => getComputedStyle(part))
    .map(({ textDecorationLine: line, fill, strokeWidth, stroke }) =>
      line === "underline" ? [2, fill] : [parseFloat(strokeWidth), stroke])
    .filter(([, colour]) => colour.startsWith("rgb")).sort(([a], [b]) => b - a)[0] ?? [0, "rgb(0, 0, 0)"]
  const ringOf = each => {
    if (each instanceof SVGElement) return drawnRing(each)
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each)
    return [outlineStyle === "none" ? 0 : parseFloat(outlineWidth), outlineColor]
  }
  const behind = each => {
    for (let node = each.parentElement; node; node = node.parentElement) {
      const { backgroundColor } = getComputedStyle(node)
      if (!/, 0\)|transparent/.test(backgroundColor)) return backgroundColor
    }
    return "rgb(255, 255, 255)"
  }
  const radio = each => each.type === "radio" && !each.checked
  const all = [...document.querySelectorAll(stop)]
    .filter(each => each.tabIndex >= 0 && !each.disabled && !radio(each) && shown(each) && !each.closest("[inert]"))
  const name = each => all.indexOf(each)
  globalThis.walked = []
  globalThis.awaited = all.map(each => [name(each), each.outerHTML.slice(0, 90)])
  document.addEventListener("focusin", ({ target }) => {
    const drawn = option(target)
    const { top, bottom, left, right } = drawn.getBoundingClientRect()
    let down = scrollY
    for (let node = drawn.parentElement; node !== document.documentElement; node = node.parentElement) down += node.scrollTop
    const [ring, colour] = ringOf(drawn)
    const regions = [...document.querySelectorAll("*")]
    walked.push({
      name: name(target), html: target.outerHTML.slice(0, 90), region: regions.indexOf(region(target)),
      drawn: target instanceof SVGElement,
      box: [top + down, bottom + down, left, right],
      seen: right > 0 && left < innerWidth && bottom > 0 && top < innerHeight,
      ring, colours: [colour, behind(drawn)]
    })
  })
}
