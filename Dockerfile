FROM node:24-slim AS build
WORKDIR /portal
COPY package.json package-lock.json ./
COPY prisma prisma
COPY lib/cli/generate-client.js lib/cli/
RUN npm ci
COPY . .
ENV NEXT_TELEMETRY_DISABLED=1
RUN npm run build

FROM node:24-slim
WORKDIR /portal
COPY --from=build --chown=node:node /portal /portal
USER node
ENV HOST=0.0.0.0 PORT=3000 NODE_ENV=production
EXPOSE 3000
# web: migrate, then serve; worker: node lib/cli/portal.js worker
CMD ["node", "--disable-warning=ExperimentalWarning", "lib/cli/portal.js", "start"]
