/* Checklists: ticks stay in this browser, by language, version and what the list says; with the time they were set. */
{
  const key = list => `handbook-ticks ${new URL(".", location.href).pathname} ${list.dataset.ticks}`
  const boxes = list => [...list.querySelectorAll("input[type=checkbox]")]
  const now = () => new Date().toLocaleTimeString(spokenLanguage(), { hour: "2-digit", minute: "2-digit" })
  const before = new WeakMap() // what a list had before it was cleared

  const read = list => {
    try {
      return JSON.parse(localStorage.getItem(key(list))) ?? {}
    } catch {
      return {} // storage is closed, or holds what is not ours: nothing is ticked
    }
  }
  /* Whether the ticks will be there next time. */
  const kept = (list, ticks) => {
    try {
      localStorage.setItem(key(list), JSON.stringify(ticks))
      return true
    } catch {
      return false
    }
  }
  const shown = list => {
    const ticked = boxes(list).filter(box => box.checked)
    return Object.fromEntries(ticked.map(box => [box.id, box.dataset.at ?? ""]))
  }

  const show = (list, ticks) => {
    for (const box of boxes(list)) {
      box.checked = box.id in ticks
      box.dataset.at = ticks[box.id] ?? ""
      box.closest("li").querySelector(".hb-check__when").textContent = box.dataset.at
    }
    const done = Object.keys(shown(list)).length
    const button = list.querySelector("[data-clear]")
    list.querySelector(".hb-ticks__said").textContent = filledIn(list.dataset.said, { done, all: boxes(list).length })
    button.hidden = !done && !before.has(list)
    button.textContent = before.has(list) ? list.dataset.undo : list.dataset.clear
  }
  const save = (list, ticks) => {
    show(list, ticks)
    list.querySelector(".hb-ticks__note").hidden = !kept(list, ticks)
  }
  const tick = (list, box) => {
    box.dataset.at = box.checked ? now() : ""
    before.delete(list)
    save(list, shown(list))
  }
  /* Cleared by mistake in a crisis is worse than cleared late: the same button brings the ticks back. */
  const clear = list => {
    const ticks = before.get(list) ?? {}
    if (before.has(list)) before.delete(list)
    else before.set(list, shown(list))
    save(list, ticks)
  }

  onPage(() => document.querySelectorAll(".hb-ticks").forEach(list => {
    list.querySelector(".hb-ticks__foot").hidden = false
    save(list, read(list))
    list.addEventListener("change", event => tick(list, event.target))
    list.querySelector("[data-clear]").addEventListener("click", () => clear(list))
  }))

  /* A button that prints shows itself where there is something to print with. */
  onPage(() => document.querySelectorAll("[data-print]").forEach(button => {
    button.hidden = false
    button.addEventListener("click", () => print())
  }))
}
