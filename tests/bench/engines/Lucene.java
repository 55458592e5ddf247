import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.ja.JapaneseAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Lucene with kuromoji, or with kuromoji and CJK bigrams, over lines of columns that tabs separate.
 *
 * <p>In: "page, id, text", then "strict, limit, query", "nearest, limit, sentence" or "then, limit, sentence". Out: a line of ids
 * for each.
 */
public class Lucene {
  private static final String WORDS = "words";
  private static final String BIGRAMS = "bigrams";
  private static final float WEIGHT_OF_BIGRAMS = 0.5f;
  private static final Analyzer ANALYZER =
      new PerFieldAnalyzerWrapper(new JapaneseAnalyzer(), Map.of(BIGRAMS, new CJKAnalyzer()));
  private static final QueryBuilder BUILDER = new QueryBuilder(ANALYZER);

  private final boolean bigrams;

  private Lucene(boolean bigrams) {
    this.bigrams = bigrams;
  }

  public static void main(String[] arguments) throws IOException, ParseException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    new Lucene(arguments[0].equals("kuromoji+bigrams")).answer(in.lines().map(line -> line.split("\t", 3)).toList());
  }

  private void answer(List<String[]> lines) throws IOException, ParseException {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (Directory directory = new ByteBuffersDirectory()) {
      index(directory, lines.stream().filter(line -> line[0].equals("page")));
      BooleanQuery.setMaxClauseCount(10_000);
      IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
      for (String[] line : lines) {
        if (!line[0].equals("page")) {
          int limit = Integer.parseInt(line[1]);
          String text = folded(line[2]);
          Set<String> found = new LinkedHashSet<>();
          if (line[0].equals("then")) found.addAll(ids(searcher, every(text), limit));
          found.addAll(ids(searcher, line[0].equals("strict") ? strict(text) : nearest(text), limit));
          out.println(found.stream().limit(limit).collect(Collectors.joining("\t")));
        }
      }
    }
    out.flush();
  }

  private void index(Directory directory, Stream<String[]> pages) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(ANALYZER))) {
      for (String[] page : (Iterable<String[]>) pages::iterator) {
        Document document = new Document();
        document.add(new StoredField("id", page[1]));
        document.add(new TextField(WORDS, folded(page[2]), Field.Store.NO));
        document.add(new TextField(BIGRAMS, folded(page[2]), Field.Store.NO));
        writer.addDocument(document);
      }
    }
  }

  /** Kuromoji alone gets the text as it is, which is what JapaneseAnalyzer does by default. */
  private String folded(String text) {
    return bigrams ? Normalizer.normalize(text, Normalizer.Form.NFKC) : text;
  }

  /** A query in Lucene's own syntax: all words, each by kuromoji or as a phrase of bigrams; a quote as the latter. */
  private Query strict(String text) throws ParseException {
    QueryParser parser =
        new QueryParser(WORDS, ANALYZER) {
          @Override
          protected Query getFieldQuery(String field, String words, boolean quoted) throws ParseException {
            Query byWords = super.getFieldQuery(field, words, quoted);
            Query byBigrams = BUILDER.createPhraseQuery(BIGRAMS, words);
            if (!bigrams) return byWords;
            return quoted ? byBigrams : any(byWords, byBigrams);
          }
        };
    parser.setDefaultOperator(QueryParser.Operator.AND);
    return parser.parse(text);
  }

  /** The pages with every word, by kuromoji; of these the better the more bigrams they share. */
  private Query every(String sentence) {
    Query byWords = BUILDER.createBooleanQuery(WORDS, sentence, Occur.MUST);
    Query byBigrams = BUILDER.createBooleanQuery(BIGRAMS, sentence, Occur.SHOULD);
    if (byWords == null) return new MatchNoDocsQuery();
    BooleanQuery.Builder every = new BooleanQuery.Builder().add(byWords, Occur.MUST);
    if (bigrams && byBigrams != null) every.add(new BoostQuery(byBigrams, WEIGHT_OF_BIGRAMS), Occur.SHOULD);
    return every.build();
  }

  private Query nearest(String sentence) {
    Query byWords = BUILDER.createBooleanQuery(WORDS, sentence, Occur.SHOULD);
    Query byBigrams = BUILDER.createBooleanQuery(BIGRAMS, sentence, Occur.SHOULD);
    return bigrams ? any(byWords, new BoostQuery(byBigrams, WEIGHT_OF_BIGRAMS)) : byWords;
  }

  /** Either query; null where analysis left nothing of both, which the parser passes over. */
  private static Query any(Query one, Query other) {
    BooleanQuery.Builder either = new BooleanQuery.Builder();
    if (one != null) either.add(one, Occur.SHOULD);
    if (other != null) either.add(other, Occur.SHOULD);
    return one == null && other == null ? null : either.build();
  }

  private static List<String> ids(IndexSearcher searcher, Query query, int limit) throws IOException {
    List<String> ids = new ArrayList<>();
    for (ScoreDoc hit : searcher.search(query, limit).scoreDocs) {
      ids.add(searcher.doc(hit.doc).get("id"));
    }
    return ids;
  }
}
