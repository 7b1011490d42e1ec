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
