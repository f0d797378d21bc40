"""Images: in other sizes, without what they say of where they were taken, and drawn ones.

The only importer of Pillow, and only where an image has to be decoded or drawn.
"""
