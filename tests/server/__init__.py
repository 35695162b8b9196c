"""Tests of the server before the pages: its grip on Streamlit, and what a session sends."""
