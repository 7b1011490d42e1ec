/* Small comforts; every page works without them. No request leaves the site. */

/* What a page needs: done at once, and again each time another page is put in its place without loading anew. What it
   listens to elsewhere than on the page itself takes the signal along: it ends with the page. */
const onPage = set => {
  let page = new AbortController()
  const begin = () => {
    page.abort()
    page = new AbortController()
    set(page.signal)
  }
  window.document$ ? document$.subscribe(begin) : begin()
}
