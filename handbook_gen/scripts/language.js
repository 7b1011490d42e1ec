/* The language switch stays at the rule that is being read, and is remembered for the next visit. */
document.addEventListener("click", event => {
  const link = event.target.closest("a[data-switch]")
  if (!link) return
  link.hash = location.hash
  try {
    localStorage.setItem("handbook-language", link.hreflang)
  } catch { /* storage is closed: the root asks again */ }
})
