"""Workbooks made byte by byte: right ones, odd ones and damaged ones, with what each of them holds."""
