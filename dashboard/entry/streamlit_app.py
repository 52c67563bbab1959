"""What `streamlit run` starts. It has a folder of its own: a folder ``pages`` beside it would become Streamlit's own navigation."""

from dashboard.app import main

main()
