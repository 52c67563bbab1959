"""The spiders: one a way in (lists, feeds and site maps, searches, web archives); they fetch and never interpret."""
