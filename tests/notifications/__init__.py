"""Tests of the notifications: who is told of what, in which words, and what becomes of each letter."""
