"""Charts: plotly's figures on the page, and the place for those that the stage's script draws."""

from __future__ import annotations

from typing import Any

import streamlit as st


def draw(figure: Any, key: str) -> None:
    """A figure across the page, without plotly's own buttons."""
    st.plotly_chart(figure, config={"displayModeBar": False}, key=key)


def place(_run: Any) -> None:
    """Where a view puts charts that follow the sliders: drawn by it, a move of one costs the server nothing."""
    st.markdown('<div class="charts" data-said="charts"></div>', unsafe_allow_html=True)
