"""The headers of every answer: what a browser may do with the pages."""

from __future__ import annotations


def security_headers(frame_ancestors: str, inline_scripts: str) -> dict[str, str]:
    """The headers, for those who may show the course in a frame and the CSP sources of the scripts inside the page.

    No other host is named in them, so nothing can leave for one.
    """
    policy = {
        "default-src": "'self'",
        # blob: because Streamlit loads the script of a component from one.
        "script-src": f"'self' blob: {inline_scripts}",
        # Streamlit's styles, and KaTeX's and plotly's, are written into the page as it is drawn.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "connect-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": frame_ancestors,
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    }
