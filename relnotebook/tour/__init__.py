"""The tour through the demo shop: topmost, as `app` and `cli`; it takes pictures and knows no feature by heart."""
