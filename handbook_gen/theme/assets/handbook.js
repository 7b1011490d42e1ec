/* Small comforts; every page works without them. No request is made from here. */

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
document.querySelectorAll(".hb-copy").forEach(button => { button.hidden = !navigator.clipboard })

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

/* The language switch stays at the rule that is being read, and is remembered for the next visit. */
document.addEventListener("click", event => {
  const link = event.target.closest("a[data-switch]")
  if (!link) return
  link.hash = location.hash
  try {
    localStorage.setItem("handbook-language", link.hreflang)
  } catch { /* storage is closed: the root asks again */ }
})

/* The search box on the start page opens the search and puts the cursor in it. */
document.addEventListener("click", event => {
  if (event.target.closest?.(".hb-hero__search"))
    requestAnimationFrame(() => document.querySelector("[data-md-component=search-query]")?.focus())
})

/* It is a label, which only a pointer can press: give it the keyboard too. */
document.addEventListener("keydown", event => {
  if (event.target.matches?.(".hb-hero__search") && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault()
    event.target.click()
  }
})
