/* The radix tree of MiniSearch has the same global name as MiniSearch itself, which comes next: here it gets its
   own. */
globalThis.SearchableMap = globalThis.MiniSearch
