"""What `streamlit run` starts. It has a folder of its own: a folder ``pages`` beside it would become Streamlit's own navigation."""

from dashboard.app import main

if __name__ == "__main__":  # a process that draws a page imports this file under another name
    main()
