using System;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CnnGen.Runtime;

/// <summary>Reads the tables in which generated code lists what is known of a network, a line each: text takes no code, and no time until it is asked for.</summary>
/// <remarks>
/// Fields are parted by a semicolon and a space, the numbers of a field by spaces. A name that begins with dots goes on from the name of the line
/// above, less a part for each dot: behind <c>layer1.0.conv1.weight</c>, <c>.bias</c> is <c>layer1.0.conv1.bias</c> and <c>..bn1.weight</c> is
/// <c>layer1.0.bn1.weight</c>. A name may be any text: what has a meaning here is written as a backslash, u and four hexadecimal digits.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NetworkTable
{
    private const int Block = 16;

    /// <summary>The parameters: <c>conv1.weight; HeNormal; 75; 0; 8 3 5 5; 1 8 3 25 16</c>.</summary>
    /// <remarks>
    /// The name, the first values, the inputs that one output sums over, the first float of the packed form, the shape, and the order of the
    /// packed form, which a number for each channel does not need; a single number has no shape. In place of the inputs stands <c>statistic</c> or <c>counter</c>; behind
    /// them <c>frozen</c>, where no optimizer changes the parameter.
    /// </remarks>
    /// <param name="table">The lines.</param>
    public static ParameterDescriptor[] Parameters(ReadOnlySpan<byte> table) => Rows(table, static row =>
    {
        int[] shape = row.Count > 4 ? row.Numbers(4) : [];
        string[] role = row[2].Split(' ');
        return new ParameterDescriptor(
            row.Text(0),
            shape,
            row.Count > 5 ? row.Pack(5) : new WeightPack(1, shape.FirstOrDefault(1), 1, 1, Block),
            row.Number(3),
            Enum.Parse<Initialization>(row[1]),
            role[0] is "statistic" or "counter" ? 1 : Row.Parse(role[0]),
            Trainable: char.IsDigit(role[0][0]) && role.Length == 1,
            role[0] switch { "statistic" => ParameterRole.Statistic, "counter" => ParameterRole.Counter, _ => ParameterRole.Weight });
    });

    /// <summary>The layers: <c>conv1; Conv(8, 5); -1; 8 24 20; 608 288000 291840; 5 1</c>.</summary>
    /// <remarks>
    /// The name, the layer as declared, the layers that it reads (-1 is the network's input), the shape of its output, its parameters,
    /// multiply-adds and operations, and what one output element sees: rows, columns and their strides, slices and theirs; two numbers where
    /// rows and columns are alike, nothing where it sees all.
    /// </remarks>
    /// <param name="table">The lines.</param>
    public static LayerInfo[] Layers(ReadOnlySpan<byte> table) => Rows(table, static row =>
    {
        int[] output = row.Numbers(3);
        string[] counts = row[4].Split(' ');
        return new LayerInfo(
            row.Text(0),
            row.Text(1),
            row.Numbers(2),
            output,
            Row.Parse(counts[0]),
            long.Parse(counts[1], CultureInfo.InvariantCulture),
            long.Parse(counts[2], CultureInfo.InvariantCulture),
            output.Aggregate((long)sizeof(float), static (bytes, size) => bytes * size),
            row.Count > 5 ? Field(row.Numbers(5)) : null);
    });

    /// <summary>Normalisations that inference folds: <c>8 1E-05; 640 656 672 688 0; 1 8 3 25 16; 0 -1 16 1216</c>.</summary>
    /// <remarks>
    /// Channels and epsilon; the first floats of weight, bias, mean, variance and of the factors; then for each linear map the order of its
    /// weights, and the first floats of weights, bias, folded weights and folded bias, with what is true of it in words.
    /// </remarks>
    /// <param name="table">The lines.</param>
    public static FoldedNorm[] Folds(ReadOnlySpan<byte> table) => Rows(table, static row =>
    {
        string[] channels = row[0].Split(' ');
        int[] places = row.Numbers(1);
        return new FoldedNorm(
            Row.Parse(channels[0]),
            double.Parse(channels[1], CultureInfo.InvariantCulture),
            places[0],
            places[1],
            places[2],
            places[3],
            places[4],
            [.. Enumerable.Range(1, (row.Count - 2) / 2).Select(map => Map(row.Pack(2 * map), row[(2 * map) + 1].Split(' ')))]);
    });

    /// <summary>Weights in another order: <c>1 16 6 9 16; 416; 1 6 16 9 16; 0; 8 7 6 5 4 3 2 1 0</c>.</summary>
    /// <remarks>The order and the first float of the parameter, those of what is derived, and the parameter's tap of each of its taps.</remarks>
    /// <param name="table">The lines.</param>
    public static DerivedPack[] Packs(ReadOnlySpan<byte> table) => Rows(table, static row => new DerivedPack(row.Pack(0), row.Number(1), row.Pack(2), row.Number(3), row.Numbers(4)));

    /// <summary>Weights at the points of <see cref="Winograd"/>: <c>1 64 64 9 32; 1728; 36 64 64 1 32; 4096; of-derived</c>.</summary>
    /// <remarks>The order and the first float of the weights, those at the points, and a word where the weights are derived or folded themselves.</remarks>
    /// <param name="table">The lines.</param>
    public static WinogradPack[] AtPoints(ReadOnlySpan<byte> table) =>
        Rows(table, static row => new WinogradPack(row.Pack(0), row.Number(1), row.Pack(2), row.Number(3), row.Count > 4));

    /// <summary>Weights as bfloat16: <c>1728; 4096; 2304; of-derived</c>.</summary>
    /// <remarks>The first float of the weights and of what is narrow, how many there are, and a word where the weights are folded themselves.</remarks>
    /// <param name="table">The lines.</param>
    public static NarrowPack[] Narrow(ReadOnlySpan<byte> table) => Rows(table, static row => new NarrowPack(row.Number(0), row.Number(1), row.Number(2), row.Count > 3));

    private static T[] Rows<T>(ReadOnlySpan<byte> table, Func<Row, T> read)
    {
        string[] lines = table.IsEmpty ? [] : Encoding.UTF8.GetString(table).Split('\n');
        T[] rows = new T[lines.Length];
        string above = "";
        for (int line = 0; line < lines.Length; line++)
        {
            string[] fields = lines[line].Split("; ");
            above = fields[0] = FullName(fields[0], above);
            rows[line] = read(new Row(fields));
        }

        return rows;
    }

    private static string FullName(string name, string above)
    {
        int dots = name.AsSpan().IndexOfAnyExcept('.');
        for (int dropped = 0; dropped < dots; dropped++)
        {
            above = above[..above.LastIndexOf('.')];
        }

        return dots > 0 ? $"{above}.{name[dots..]}" : name;
    }

    private static ReceptiveField Field(int[] sizes) => sizes.Length == 2 ? new(sizes[0], sizes[0], sizes[1], sizes[1]) : new(sizes[0], sizes[1], sizes[2], sizes[3])
    {
        Depth = sizes.ElementAtOrDefault(4) is > 0 and int depth ? depth : 1,
        StrideDepth = sizes.ElementAtOrDefault(5) is > 0 and int stride ? stride : 1,
    };

    private static FoldedMap Map(WeightPack pack, string[] map) => new(pack, Row.Parse(map[0]), Row.Parse(map[1]), Row.Parse(map[2]), Row.Parse(map[3]))
    {
        IsBehind = map.Contains("behind"),
        HasFoldedWeights = map.Contains("of-folded-weights"),
        HasFoldedBias = map.Contains("of-folded-bias"),
    };

    private readonly struct Row(string[] fields)
    {
        public int Count => fields.Length;

        public string this[int field] => fields[field];

        public static int Parse(string number) => int.Parse(number, CultureInfo.InvariantCulture);

        public int Number(int field) => Parse(fields[field]);

        public int[] Numbers(int field) => [.. fields[field].Split(' ').Select(Parse)];

        public WeightPack Pack(int field) => Numbers(field) is [int groups, int filters, int channels, int taps, int tile]
            ? new WeightPack(groups, filters, channels, taps, tile)
            : throw new FormatException($"'{fields[field]}' is no order of weights");

        /// <summary>Text whose letters may be written as their numbers.</summary>
        public string Text(int field)
        {
            string[] parts = fields[field].Split("\\u");
            return parts[0] + string.Concat(parts.Skip(1).Select(static part => (char)Convert.ToUInt16(part[..4], 16) + part[4..]));
        }
    }
}
