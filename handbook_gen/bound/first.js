/* Light or dark as the machine is, before anything is drawn; does nothing else. */
{
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const set = () => { document.body.dataset.mdColorScheme = dark.matches ? "slate" : "default" }
  set()
  dark.addEventListener("change", set)
}
