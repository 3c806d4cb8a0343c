package dev.vigia.drift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever cannot be compared ends with 2, with a sentence that helps, and without a file.
class DriftBadDataTest extends DriftCommandTests {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    wrong quoting    | a,b\\n1,"x"y\\n         | cannot be read
                    an open quote    | a,b\\n1,"xy\\n2,z\\n    | ends inside quotes
                    a short row      | a,b\\n1,2\\n3\\n        | 1 fields in the row at line 3, but 2 columns
                    a long row       | a,b\\n1,2\\n3,4,5\\n    | 3 fields in the row at line 3, but 2 columns
                    a column less    | a\\n1\\n                | The files have not the same columns. Only in the reference: b.
                    a column more    | a,b,c\\n1,2,3\\n        | Only in the current data: c.
                    an empty file    | ''                      | is empty
                    only names       | a,b\\n                  | has names of columns but no rows
                    the same name    | a,a\\n1,2\\n            | two columns of the name a
                    other separators | a;b\\n1;2\\n            | --separator
                    one row          | a,b\\n1,2\\n            | The current file has only one row, from which nothing can be told
                    no value at all  | a,b\\n,\\n,\\n          | No column can be tested. a was not computed: no values in the current data. b was
                    """)
    void saysWhatIsWrongWithAFileAndWritesNothing(String what, String content, String sentence) throws IOException {
        var reference = csv("r.csv", "a,b", 50, i -> i + "," + i);
        var bad = Files.writeString(temp.resolve("bad.csv"), content.equals("''") ? "" : content.replace("\\n", "\n"));
        var ended = run(
                reference,
                bad,
                "--json",
                temp.resolve("o.json").toString(),
                "--html",
                temp.resolve("o.html").toString());
        assertThat(ended.code()).as(what).isEqualTo(2);
        assertThat(ended.err()).startsWith("vigia: ").contains(sentence).doesNotContain("Exception", "\tat ");
        assertThat(files()).containsExactlyInAnyOrder("r.csv", "bad.csv");
    }

    @Test
    void filesThatAreNoTextAreRefused() throws IOException {
        var reference = csv("r.csv", "a", 50, i -> "" + i);
        var zipped = Files.write(temp.resolve("c.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 1});
        var parquet = Files.writeString(temp.resolve("c.parquet"), "PAR1\0\0\0\u0001");
        var latin = Files.write(temp.resolve("c.csv"), "a\nZürich\n".getBytes(StandardCharsets.ISO_8859_1));
        var archive = Files.writeString(temp.resolve("c.zip"), "PK\u0003\u0004");
        assertThat(run(reference, zipped).err())
                .contains("The current file " + zipped + " is compressed; unpack it, for example with gunzip");
        assertThat(run(reference, archive).err()).contains("is not a CSV file");
        assertThat(run(reference, parquet).err())
                .contains("The current file " + parquet
                        + " is Parquet; write it as CSV, for example with pandas.read_parquet");
        assertThat(run(parquet, reference).code()).isEqualTo(2);
        assertThat(run(reference, latin).err()).contains("is not text in UTF-8");
        assertThat(run(reference, reference).err()).contains("are the same file");
        assertThat(run(reference, temp).err()).contains("is not a file");
        assertThat(run(reference, temp.resolve("none")).err()).contains("does not exist");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --method=x=anderson  | --method does not know "anderson"; it takes ks,
                    --method=ks          | --method needs a name and a value
                    --column=x=text      | --column does not know "text"; it takes num or cat
                    --column=z=num       | There is no column z, which --column names. There are x, y.
                    --method=y=ks        | The method ks is not for columns of the type cat, and y is one.
                    --column=y=num       | The column y holds labels and cannot be taken as numbers.
                    --drift-share=0      | --drift-share must be above 0 and at most 1
                    --json=none/out.json | Nothing can be written into the folder
                    --prediction=z       | There is no column z, which --prediction names
                    --html=-             | Only --json takes - for the output
                    --unknown            | Unknown option
                    """)
    void saysWhatIsWrongWithAnOption(String option, String sentence) throws IOException {
        var ended = run(
                csv("r.csv", "x,y", 50, i -> i + "," + (i % 2 == 0 ? "a" : "b")),
                csv("c.csv", "x,y", 50, i -> i + "," + (i % 2 == 0 ? "a" : "b")),
                option);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(sentence).doesNotContain("\tat ");
    }

    @Test
    void oneRowIsBadDataOnEitherSide() throws IOException {
        var one = csv("one.csv", "x", 1, i -> "1.5");
        var two = csv("two.csv", "x", 2, i -> i + ".5");
        assertThat(run(one, two).err()).contains("The reference file has only one row");
        assertThat(run(two, one).err()).contains("The current file has only one row");
        assertThat(run(two, csv("more.csv", "x", 2, i -> i + ".5")).code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --column=gone=num     | The column gone, which --column names, was not computed: no values in the current
                    --method=gone=ks      | The column gone, which --method names, was not computed: no values in the current
                    --prediction=gone     | The column gone, which --prediction names, was not computed: no values in the
                    --prediction=words    | The column words, which --prediction names, was not computed (text): more than
                    --method=words=psi    | The column words, which --method names, was not computed (text)
                    --prediction=old      | The column old, which --prediction names, was not computed: only in the reference
                    --method=new=ks       | The column new, which --method names, was not computed: only in the current data
                    --prediction=mixed    | was not computed: integers in the reference, labels in the current data
                    """)
    void aColumnAskedForByNameMustBeTestable(String option, String sentence) throws IOException {
        var reference = csv("r.csv", "x,gone,words,mixed,old", 50, i -> i + "," + i + ",w" + i + "," + i + ",1");
        var current = csv("c.csv", "x,gone,words,mixed,new", 50, i -> i + ",,w" + i + ",m,1");
        assertThat(run(reference, current, "--allow-missing-columns").code()).isZero();
        var json = temp.resolve("out.json").toString();
        var ended = run(reference, current, "--allow-missing-columns", "--json", json, option);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(sentence);
        assertThat(ended.out()).isEmpty();
        assertThat(files()).containsExactlyInAnyOrder("r.csv", "c.csv");
    }

    @Test
    void eachOutputNeedsAFileOfItsOwn() throws IOException {
        var both = temp.resolve("both").toString();
        var ended = run(
                csv("r.csv", "x", 50, i -> "" + i), csv("c.csv", "x", 50, i -> "" + i), "--json", both, "--html", both);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("is named twice");
    }

    @Test
    void neverOverwritesWhatItReads() throws IOException {
        var reference = csv("r.csv", "x", 50, i -> "" + i);
        var current = csv("c.csv", "x", 50, i -> "" + i);
        var ended = run(reference, current, "--json", current.toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("is one of the files to read");
        assertThat(Files.readString(current)).startsWith("x\n0\n");
    }
}
