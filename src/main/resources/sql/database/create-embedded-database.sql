-- Where do all tables live on the server that Meterbridge runs itself?
create database meterbridge owner meterbridge
