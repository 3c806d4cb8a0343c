package dev.vigia.versions.dvc;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;

/// A remote on S3 or a server that speaks like it.
final class S3Store implements ObjectStore {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final RemotePlace.S3 place;
    private final S3Client client;
    private final AtomicReference<@Nullable ObjectAnswer> bucket = new AtomicReference<>();

    /// @param timeout for one attempt; a question may take two
    S3Store(RemotePlace.S3 place, Duration timeout) {
        this.place = place;
        this.client = client(place, timeout);
    }

    private static S3Client client(RemotePlace.S3 place, Duration timeout) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(timeout))
                .overrideConfiguration(
                        options -> options.apiCallAttemptTimeout(timeout).apiCallTimeout(timeout.multipliedBy(2)))
                .credentialsProvider(credentials(place))
                .region(Region.of(
                        place.region() == null || !place.region().matches("[a-z0-9-]{1,40}")
                                ? "us-east-1"
                                : place.region()));
        if (place.endpoint() != null) {
            // Servers that speak like S3 rarely have a host name for each bucket.
            builder.endpointOverride(place.endpoint()).forcePathStyle(true);
        } else {
            builder.crossRegionAccessEnabled(true);
        }
        return builder.build();
    }

    /// Never the instance's own role: its address is one that no source may make us ask.
    private static AwsCredentialsProvider credentials(RemotePlace.S3 place) {
        if (place.accessKey() != null && place.secretKey() != null) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    place.accessKey(), place.secretKey().reveal()));
        }
        return System.getenv("AWS_ACCESS_KEY_ID") == null
                ? AnonymousCredentialsProvider.create()
                : EnvironmentVariableCredentialsProvider.create();
    }

    @Override
    public ObjectAnswer ask(String key, @Nullable String version) {
        try {
            HeadObjectRequest.Builder head =
                    HeadObjectRequest.builder().bucket(place.bucket()).key(full(key));
            if (version != null) {
                head.versionId(version);
            }
            Long size = client.headObject(head.build()).contentLength();
            return new ObjectAnswer.Present(size == null ? -1 : size);
        } catch (AwsServiceException e) {
            if (e.statusCode() == 404 || version != null && e.statusCode() == 405) {
                return missing();
            }
            // S3 says 400 to a version id it never gave out.
            return version != null && e.statusCode() == 400 ? missing() : answer(e);
        } catch (SdkException e) {
            return new ObjectAnswer.Unknown("remote-unreachable", said(e));
        }
    }

    /// A missing bucket gives the same 404 as a missing object, and says nothing about the object.
    private ObjectAnswer missing() {
        ObjectAnswer known = bucket.get();
        if (known != null) {
            return known;
        }
        ObjectAnswer answer = ObjectAnswer.MISSING;
        try {
            client.headBucket(request -> request.bucket(place.bucket()));
        } catch (AwsServiceException e) {
            if (e.statusCode() == 404) {
                answer = new ObjectAnswer.Unknown("remote-unreachable", "there is no bucket " + place.bucket());
            } else if (e.statusCode() >= 500) {
                return answer(e);
            }
        } catch (SdkException e) {
            return new ObjectAnswer.Unknown("remote-unreachable", said(e));
        }
        bucket.set(answer);
        return answer;
    }

    private static ObjectAnswer answer(AwsServiceException e) {
        boolean refused = e.statusCode() == 401 || e.statusCode() == 403;
        return new ObjectAnswer.Unknown(
                refused ? "remote-refused" : "remote-unreachable", "it answers " + e.statusCode());
    }

    private static String said(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    @Override
    public byte[] read(String key, int maxBytes) throws IOException {
        try (ResponseInputStream<GetObjectResponse> in =
                client.getObject(request -> request.bucket(place.bucket()).key(full(key)))) {
            try {
                return Bounded.read(in, maxBytes);
            } catch (IOException e) {
                in.abort();
                throw e;
            }
        } catch (SdkException e) {
            throw new IOException(said(e), e);
        }
    }

    private String full(String key) {
        return place.prefix().isEmpty() ? key : place.prefix() + "/" + key;
    }

    @Override
    public int parallel() {
        return 8;
    }

    @Override
    public void close() {
        client.close();
    }
}
