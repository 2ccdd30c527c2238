package io.meterbridge.aws;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The leaves of an STS answer by their names; empty when it is not XML. */
final class StsAnswer {

    private static final XMLInputFactory XML = closedFactory();

    private final Map<String, String> leaves;

    private StsAnswer(Map<String, String> leaves) {
        this.leaves = leaves;
    }

    static StsAnswer read(byte[] xml) {
        try {
            var reader = XML.createXMLStreamReader(new ByteArrayInputStream(xml));
            return new StsAnswer(leavesOf(reader));
        } catch (XMLStreamException notXml) {
            return new StsAnswer(Map.of());
        }
    }

    /** The text of the first leaf with that name, or null. */
    String text(String name) {
        return leaves.get(name);
    }

    private static Map<String, String> leavesOf(XMLStreamReader reader) throws XMLStreamException {
        var leaves = new HashMap<String, String>();
        var text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> text.setLength(0);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    var value = text.toString().strip();
                    if (!value.isEmpty()) {
                        leaves.putIfAbsent(reader.getLocalName(), value);
                    }
                    text.setLength(0);
                }
                default -> { }
            }
        }
        return leaves;
    }

    /** Answers cross a network: no document types, no entities from elsewhere. */
    private static XMLInputFactory closedFactory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
