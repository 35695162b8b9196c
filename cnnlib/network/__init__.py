"""Networks: layers, their shapes, passes and costs; the line that writes one, well-known ones, files of weights."""
