/* The engine behind a search box: speaks the messages of Material's worker (0 set up, 1 ready, 2 query, 3 result) and
   `answer`, with which our own pages ask. Where it runs in no worker it waits to be called. */
(hb => {
  "use strict"
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, ANSWER = "answer"
  const MOST = 8 /* answers in the box: Material draws ten items, and more only for who scrolls */

  /* Gives the function that takes a message; `post` sends one back, `load` gets a file of the index, `located` makes
     an address of a handbook one that can be followed here. */
  const served = ({post, load, located}) => {
    const served = {}
    const opened = new Promise(resolve => { served.open = resolve })
    let session = null, latest = 0

    const setUp = manifest => {
      if (!session) served.open(session = new hb.Session({manifest, load}))
      session.open().catch(() => {}) // begun early; the query that needs it tells
      post({type: READY})
    }

    /* A query that is no longer the newest is dropped, before it is answered and after. */
    const query = async text => {
      const mine = ++latest
      const {manifest} = await opened
      await turn()
      try {
        await tell(text, () => mine === latest)
      } catch (error) {
        if (mine === latest) post({type: RESULT, data: hb.unreachable(text, manifest, located)})
        throw error
      }
    }
    const tell = async (text, wanted) => {
      if (!wanted()) return
      const answer = await session.answer(text, {most: MOST})
      if (!wanted()) return
      post({type: RESULT, data: hb.boxed(answer, session.manifest, located)})
      if (answer.whole) return
      await session.whole()
      await tell(text, wanted)
    }

    const answer = async ({key, text, options}) => {
      await opened
      await turn()
      try {
        post({type: ANSWER, key, data: await session.answer(text, options)})
      } catch (error) {
        post({type: ANSWER, key, error: String(error)})
      }
    }

    return message => {
      if (message.type === SETUP) setUp(message.data.config.handbook)
      else if (message.type === QUERY) return query(message.data)
      else if (message.type === ANSWER) return answer(message)
    }
  }
  /* Lets messages in that came meanwhile. */
  const turn = () => new Promise(resolve => setTimeout(resolve))

  Object.assign(hb, {served})

  if (typeof WorkerGlobalScope === "undefined") return
  const folder = new URL("../search/", location)
  const load = async name => {
    const answer = await fetch(new URL(name, folder))
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
    return hb.unquoted(await answer.text())
  }
  const take = served({post: message => postMessage(message), load})
  addEventListener("message", ({data}) => take(data))
})(globalThis.handbookSearch ??= {})
