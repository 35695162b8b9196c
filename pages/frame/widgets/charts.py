"""Charts: plotly's figures on the page."""

from __future__ import annotations

from typing import Any

import streamlit as st


def draw(figure: Any, key: str) -> None:
    """A figure across the page, without plotly's own buttons."""
    st.plotly_chart(figure, config={"displayModeBar": False}, key=key)
