using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MissionPolicy.Http.Bench;

/// <summary>The command line.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        dotnet run -c Release --project bench/Http -- [--engines A,B,C | --variant "NAME --Key=Value ..." ...] [--callers N] [--warm N]
          [--requests N] [--rounds N] [--most RATIO] [--storage FOLDER] [--processors SERVER,LOADER] [--smoke]

          --engines     the engines to compare (default both,nrules,compiled)
          --variant     a server with other settings; may be given again, and takes the place of the engines
          --callers     how many callers ask at once (default 16)
          --warm        requests that each server gets first and that do not count (default 10000)
          --requests    requests of each server in each round (default 10000)
          --rounds      rounds; each begins with another server (default 3)
          --most        fail when a server needs more than this many times the processor time of the reference
          --storage     where the stores are made; on a disk (default: the temporary folder)
          --processors  the processor of the servers and that of the callers (default 0,1)
          --smoke       little of everything, to see that it works: the figures mean nothing

        The reference of the ratios is the variant "compiled", or the last one.
        """;

    private const string Reference = "compiled";
    private static readonly string[] Engines = ["both", "nrules", Reference];

    public IReadOnlyList<Variant> Variants { get; init; } = [.. Engines.Select(Variant.OfEngine)];

    public int Callers { get; init; } = 16;

    public int Warm { get; init; } = 10_000;

    public int Requests { get; init; } = 10_000;

    public int Rounds { get; init; } = 3;

    public double? Most { get; init; }

    public string Storage { get; init; } = Path.GetTempPath();

    public int ServerProcessor { get; init; }

    public int LoaderProcessor { get; init; } = 1;

    /// <summary>The place of the variant that the others are compared with.</summary>
    public int ReferenceAt => Names.IndexOf(Reference) is >= 0 and int at ? at : Variants.Count - 1;

    private List<string> Names => [.. Variants.Select(static variant => variant.Name)];

    public static bool TryParse(string[] args, [NotNullWhen(true)] out Arguments? arguments)
    {
        Arguments? read = new();
        List<Variant> variants = [];
        for (int at = 0; at < args.Length && read is not null; at++)
        {
            string name = args[at];
            if (name == "--smoke")
            {
                read = read with { Callers = 4, Warm = 200, Requests = 300, Rounds = 1 };
                continue;
            }

            string value = args.ElementAtOrDefault(++at) ?? string.Empty;
            read = name == "--variant" ? Added(read, variants, value) : With(read, name, value);
        }

        arguments = variants.Count > 0 && read is not null ? read with { Variants = variants } : read;
        return arguments is not null && arguments.Names.Distinct().Count() == arguments.Names.Count;
    }

    private static Arguments? With(Arguments read, string name, string value) => name switch
    {
        "--engines" when Words(value) is { Length: > 0 } engines => read with { Variants = [.. engines.Select(Variant.OfEngine)] },
        "--callers" when Number(value, 1024) is int callers => read with { Callers = callers },
        "--warm" when Number(value, 1_000_000) is int warm => read with { Warm = warm },
        "--requests" when Number(value, 1_000_000) is int requests => read with { Requests = requests },
        "--rounds" when Number(value, 100) is int rounds => read with { Rounds = rounds },
        "--most" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double most) && most >= 1 =>
            read with { Most = most },
        "--storage" when Directory.Exists(value) => read with { Storage = Path.GetFullPath(value) },
        "--processors" when Words(value) is [var server, var loader] && server != loader
            && Processor(server) is int first && Processor(loader) is int second =>
            read with { ServerProcessor = first, LoaderProcessor = second },
        _ => null,
    };

    private static Arguments? Added(Arguments read, List<Variant> variants, string value)
    {
        string[] words = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !words.Skip(1).All(IsSetting))
        {
            return null;
        }

        variants.Add(new Variant(words[0], words[1..]));
        return read;
    }

    private static bool IsSetting(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) && word.Contains('=', StringComparison.Ordinal);

    private static string[] Words(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int? Number(string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most
            ? number
            : null;

    private static int? Processor(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < 1024 ? number : null;
}
