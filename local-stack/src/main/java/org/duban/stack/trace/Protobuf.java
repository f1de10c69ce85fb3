package org.duban.stack.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The fields of one message in the wire format of Protocol Buffers, as far as OTLP needs it. */
final class Protobuf {
    private record Field(int number, byte[] bytes, long value) {}

    private final List<Field> fields = new ArrayList<>();

    Protobuf(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            switch ((int) tag & 7) {
                case 0 -> fields.add(new Field(number, null, varint(in)));
                case 1 -> fields.add(new Field(number, null, in.getLong()));
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    fields.add(new Field(number, bytes, 0));
                }
                case 5 -> fields.add(new Field(number, null, in.getInt()));
                default -> throw new IllegalArgumentException("not of OTLP: wire type " + (tag & 7));
            }
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    List<Protobuf> messages(int number) {
        return fields.stream().filter(field -> field.number == number).map(field -> new Protobuf(field.bytes)).toList();
    }

    /** Empty where it is not there. */
    String text(int number) {
        return new String(bytes(number), StandardCharsets.UTF_8);
    }

    String hex(int number) {
        return HexFormat.of().formatHex(bytes(number));
    }

    private byte[] bytes(int number) {
        return fields.stream().filter(field -> field.number == number).map(Field::bytes).findFirst().orElse(new byte[0]);
    }

    boolean has(int number) {
        return fields.stream().anyMatch(field -> field.number == number);
    }

    long value(int number) {
        return fields.stream().filter(field -> field.number == number).mapToLong(Field::value).findFirst().orElse(0);
    }
}
