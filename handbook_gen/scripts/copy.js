/* The permanent address of a rule: a click copies it, with a modifier key it is followed as any link. */
document.addEventListener("click", async event => {
  const link = event.target.closest("a[data-copy]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || !navigator.clipboard) return
  event.preventDefault()
  try {
    await navigator.clipboard.writeText(link.dataset.copy)
    link.dataset.done = ""
    document.querySelector("#hb-said").textContent = link.dataset.said
  } catch {
    location.assign(link.href)
  }
})

/* A text to copy: its button shows itself where copying works. */
onPage(() => document.querySelectorAll(".hb-copy").forEach(button => { button.hidden = !navigator.clipboard }))

document.addEventListener("click", async event => {
  const button = event.target.closest?.(".hb-copy")
  if (!button) return
  const text = document.getElementById(button.dataset.copyFrom)
  try {
    await navigator.clipboard.writeText(text.innerText.trim())
    button.dataset.done = ""
    document.querySelector("#hb-said").textContent = button.dataset.said
  } catch {
    getSelection().selectAllChildren(text)
  }
})
