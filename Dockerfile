# docker build -t nordtema . && docker run --rm -p 8888:8888 nordtema
FROM python:3.12-slim
RUN apt-get update && apt-get install --yes --no-install-recommends make \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 researcher \
    && install --directory --owner=researcher /study
USER researcher
WORKDIR /study
COPY --chown=researcher . .
RUN make setup
ENV PATH="/study/.venv/bin:$PATH"
EXPOSE 8888
# JupyterLab writes the address with its token; -e JUPYTER_TOKEN=… sets another
CMD ["nordtema", "lab", "--", "--ip=0.0.0.0", "--no-browser"]
