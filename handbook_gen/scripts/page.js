/* Small comforts; every page works without them. No request leaves the site. */

/* What a page needs: done at once, and again each time another page is put in its place without loading anew. */
const onPage = set => window.document$ ? document$.subscribe(() => set()) : set()
