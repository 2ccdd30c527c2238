-- Which folder does the server behind this port keep its data in?
show data_directory
