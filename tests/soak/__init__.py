"""Publishing while many read: a real web server, readers in processes of their own, swap after swap."""
