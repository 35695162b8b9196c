"""A whole class at once: scripted students over Streamlit's websocket, without browsers. `make load`."""
