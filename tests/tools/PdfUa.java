import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks veraPDF of each file named whether it is PDF/UA-1; one line a file, and one for each rule it breaks. */
public class PdfUa {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            report(file, validate(file));
        }
    }

    static ValidationResult validate(String file) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), PDFAFlavour.PDFUA_1)) {
            return Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false).validate(parser);
        }
    }

    static void report(String file, ValidationResult result) {
        System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + file);
        result.getTestAssertions().stream()
            .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
            .map(TestAssertion::getMessage)
            .distinct()
            .forEach(message -> System.out.println("     " + message));
    }
}
