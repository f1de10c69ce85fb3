package org.duban.notify.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.stream.Collectors;

/** Reads bodies strictly (R14): no unknown field, no duplicate key, no trailing garbage, and plain text only. */
public final class StrictJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new SimpleModule().addDeserializer(String.class, new PlainTextDeserializer()))
            .build();

    private StrictJson() {}

    /** @throws ProblemException 400 naming the field, or saying that it is no JSON */
    public static <T> T read(byte[] body, Class<T> type) {
        try {
            T value = body == null ? null : MAPPER.readValue(body, type);
            if (value == null) {
                throw new ProblemException(ProblemCode.MALFORMED_JSON);
            }
            return value;
        } catch (JsonMappingException e) {
            if (e.getPath().isEmpty()) {
                throw new ProblemException(ProblemCode.MALFORMED_JSON);
            }
            String pointer = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                    .map(step -> step.replace("~", "~0").replace("/", "~1"))
                    .collect(Collectors.joining("/", "/", ""));
            throw e instanceof UnrecognizedPropertyException
                    ? ProblemException.field(pointer, "没有此字段", "there is no such field")
                    : ProblemException.field(
                            pointer, "值的类型或格式不正确，应为不含控制字符的文本", "must be text without control characters");
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON);
        }
    }

    private static final class PlainTextDeserializer extends StdScalarDeserializer<String> {

        private static final long serialVersionUID = 1;

        PlainTextDeserializer() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            String text = parser.getText();
            return PlainText.isPlain(text)
                    ? text
                    : (String) context.handleWeirdStringValue(String.class, "", "control characters");
        }
    }
}
