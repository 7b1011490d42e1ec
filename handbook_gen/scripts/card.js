/* The card alone on paper: the link makes it the target, and the print style does the rest; here it prints as well.
   Before others see the click: whoever changes the address without a jump changes no target. */
document.addEventListener("click", event => {
  if (!event.target.closest?.("a[data-print]")) return
  event.preventDefault()
  event.stopPropagation()
  location.hash = "#_card-alone"
  window.print()
}, true)
