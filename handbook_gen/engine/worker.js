/* The engine behind a search box: speaks the messages of Material's worker. */
