"""The course's server in the reader's own browser: Streamlit's ASGI app in a web worker, without threads or sockets."""
