/* The search of a handbook in one file: the engine of the site, with its index in the same file. Fetches nothing and
   remembers nothing; without it the file has its contents. */
{
  const MOST = 12
  const hb = globalThis.handbookSearch
  const one = selector => document.querySelector(selector)
  const part = name => JSON.parse(one(`script[data-part="${name}"]`).textContent)
  const manifest = part("manifest")
  const session = new hb.Session({manifest, load: async name => part(name)})
  const [form, field, answers, said] = [".hb-file__search", "#_words", ".hb-file__answers", "#_said"].map(one)
  let latest = 0

  /* Each answer leads to its place in this file; what would lead to the search page of a site is only told. */
  const drawn = ({location, title}) => {
    const line = document.createElement("li")
    const inner = document.createElement(location.startsWith("#") ? "a" : "p")
    if (location.startsWith("#")) inner.href = location
    inner.innerHTML = title // escaped by the engine
    line.append(inner)
    return line
  }

  const told = (answer, {items, said: words}) => {
    const found = items.flat().filter(each => each.location.startsWith("#") || !answer.covered)
    one("#_answers").replaceChildren(...found.map(drawn))
    answers.hidden = false
    said.textContent = words
  }

  const ask = async () => {
    const mine = ++latest
    const text = field.value
    answers.hidden = !text.trim()
    if (!text.trim()) return
    const answer = await session.answer(text, {most: MOST, whole: true})
    if (mine === latest) told(answer, hb.boxed(answer, manifest))
  }

  form.hidden = false
  form.addEventListener("submit", event => event.preventDefault())
  field.addEventListener("input", ask)
}
