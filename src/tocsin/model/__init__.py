"""The words of the domain: frozen records without input or output."""
