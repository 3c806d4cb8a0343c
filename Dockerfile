# syntax=docker/dockerfile:1
FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/var/cache/maven \
    mvn -Dmaven.repo.local=/var/cache/maven -B -ntp -q -Pquick -Dvaadin.skip=false -DskipTests package \
 && java -Djarmode=tools -jar target/vigia-*.jar extract --layers --destination extracted --application-filename vigia.jar

FROM eclipse-temurin:25.0.3_9-jre
RUN groupadd --system --gid 10001 vigia \
 && useradd --system --uid 10001 --gid vigia --home-dir /var/lib/vigia --create-home vigia \
 && install -d -o vigia -g vigia /opt/vigia/cache
WORKDIR /opt/vigia
# What changes seldom comes first: an update of Vigía then moves a few megabytes.
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./
USER vigia
# One start in training: what it loads and links, every later start finds in the cache. The same options must be used then.
RUN java -XX:AOTCacheOutput=cache/vigia.aot --sun-misc-unsafe-memory-access=allow -Dspring.context.exit=onRefresh \
      -jar vigia.jar --vigia.data-dir=/tmp/training --vigia.security.admin-password=training > /dev/null \
 && rm -rf /tmp/training
ENV VIGIA_DATA_DIR=/var/lib/vigia
VOLUME /var/lib/vigia
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=6 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200'"]
# Options for Java go into JAVA_TOOL_OPTIONS; with those that change modules the cache is left aside. Java's own remarks on
# the cache are no lines of the log.
ENTRYPOINT ["java", "-XX:AOTCache=cache/vigia.aot", "-Xlog:aot*=error", "--sun-misc-unsafe-memory-access=allow", \
  "-jar", "vigia.jar"]
