"""Layers as pure functions: forward gives the output and a cache, backward the gradients."""
