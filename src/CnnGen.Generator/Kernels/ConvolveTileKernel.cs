using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>The inner part of direct convolutions: a tile of filters times pixels that stays in registers over the whole sum.</summary>
/// <remarks>
/// Each step loads the filters' weights and multiplies them by one input element a pixel. Offsets of pixels are in the text, where they are
/// part of the multiply-add; what is taken once a loop or once a tile is an argument, so that convolutions of many shapes share a tile.
/// </remarks>
/// <param name="Tile">What stays in registers.</param>
/// <param name="Sum">The sum's loops.</param>
/// <param name="ColumnStep">Floats between the inputs of neighbouring columns.</param>
/// <param name="RowStep">Floats between the inputs of neighbouring rows; 0 where it is an argument.</param>
/// <param name="Activation">Applied to the sums where the caller says so. Those that want none take what others want ReLU of.</param>
/// <param name="Pool">A pooling of the sums, or null.</param>
internal sealed record ConvolveTileKernel(ConvTile Tile, Reduction Sum, int ColumnStep, int RowStep, ElementFunction Activation, TilePool? Pool) : Kernel
{
    // Pixels that the runtime loads or stores in one call.
    private const int MostAtOnce = 4;

    public override string Name
    {
        get
        {
            string splits = Tile.Splits == 1 ? "" : $"_split{Number(Tile.Splits)}";
            return $"ConvolveTile_{VectorText}x{Number(Tile.Rows)}x{Number(Tile.Columns)}{splits}{Structure}_w{Number(Sum.WeightRow)}{(Activation == ElementFunctions.ReLU ? "" : KernelNames.Activation(Activation))}{Pool?.Name}";
        }
    }

    /// <summary>Its vectors, and those of padding filters, as part of a name.</summary>
    public string VectorText => Number(Tile.Vectors) + (Tile.Padding == 0 ? "" : $"and{Number(Tile.Padding)}");

    /// <summary>What is written out, but for the tile's size and the order of weights, as part of a name.</summary>
    public string Structure => (ColumnStep is 0 or Tensor.Block ? "" : $"_x{Number(ColumnStep)}") + (RowStep == 0 ? "" : $"_rows{Number(RowStep)}") + Sum.Name;

    public override bool IsCalledByPrograms => false;

    // A sum of few channels is never parted, nor one whose outputs are pooled before they are stored.
    private bool MayContinue => Pool is null && Sum.LoopsOverChannels;

    private bool HasRowArgument => Tile.Rows > 1 && RowStep == 0;

    private bool HasOutputRows => Tile.Rows / PoolRows > 1;

    private bool HasOutputColumns => Tile.Columns / PoolColumns > 1;

    /// <summary>Rows of sums that are pooled to one.</summary>
    public int PoolRows => Pool?.Rows ?? 1;

    /// <summary>Columns of sums that are pooled to one.</summary>
    public int PoolColumns => Pool?.Columns ?? 1;

    /// <summary>The tile of a convolution.</summary>
    public static ConvolveTileKernel Of(ConvolveShape shape, ConvTile tile)
    {
        ConvGeometry geometry = shape.Geometry;
        Reduction sum = Reduction.Of(geometry, shape.X, shape.Pack.Tile, tile.Vectors * tile.Rows * tile.Columns);
        PerAxis<long> inputStep = geometry.InputStep(shape.X);
        return new ConvolveTileKernel(
            tile,
            sum,
            tile.Columns == 1 ? 0 : (int)inputStep.Columns,
            tile.Rows == 1 || sum.TakesAnyRows ? 0 : (int)inputStep.Rows,
            shape.Activation.InRegisters() ?? ElementFunctions.ReLU,
            TilePool.Of(shape.Pool));
    }

    /// <summary>A call of the tile, by a kernel that has the tile's numbers under their names.</summary>
    /// <param name="kernel">Writes the caller.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="input">The first input, as an argument.</param>
    /// <param name="output">The first output, likewise.</param>
    /// <param name="isPart">Whether a part of the channels is added up at a time.</param>
    public string CallOf(KernelWriter kernel, ConvolveKernel caller, string input, string output, bool isPart)
    {
        string slopes = ActivationText.HasSlopes(Activation) ? ", ref st" : "";
        string activates = isPart ? $"activates && {OutputWalk.Ends}" : "activates";
        string continues = !MayContinue ? "" : isPart ? ", " + OutputWalk.Continues : ", false";
        string plane = Planes(kernel.Width) > 1 ? $", {caller.Sums}Plane" : "";
        string outputRow = HasOutputRows ? $", {caller.Sums}RowStep" : "";
        string outputColumn = HasOutputColumns ? $", {caller.Sums}ColumnStep" : "";
        string row = HasRowArgument ? ", xRowStep" : "";
        return $"{kernel.Call(this)}({input}, ref wt, ref bt, {output}{slopes}, {activates}{continues}{plane}{outputRow}{outputColumn}{row}{Sum.Passed});";
    }

    /// <summary>What it keeps in registers.</summary>
    public string Describe(VectorWidth width) =>
        $"{Number(Tile.Vectors * width.Lanes)} filters x {Number(Tile.Rows)} rows x {Number(Tile.Columns)} columns in {Number(Tile.Accumulators)} registers";

    /// <summary>Filters, those too that are padding.</summary>
    public int Filters(VectorWidth width) => (Tile.Vectors + Tile.Padding) * width.Lanes;

    public override void Write(KernelWriter kernel)
    {
        string plane = Planes(kernel.Width) > 1 ? ", int planeStep" : "";
        string outputRow = HasOutputRows ? ", int outputRowStep" : "";
        string outputColumn = HasOutputColumns ? ", int outputColumnStep" : "";
        string row = HasRowArgument ? ", int rowStep" : "";
        kernel.Main(
            $"ref float x, ref float w, ref float b, ref float y{ActivationText.Parameter(Activation)}, bool activates{(MayContinue ? ", bool continues" : "")}{plane}{outputRow}{outputColumn}{row}{Sum.Parameters}",
            $"{Describe(kernel.Width)}; b may be null{(MayContinue ? "; continues y's sums, or begins them" : "")}",
            writer => WriteTile(writer, kernel.Width));
    }

    private int Planes(VectorWidth width) => (Filters(width) / Tensor.Block) is > 1 and int planes ? planes : 1;

    private void WriteTile(CodeWriter writer, VectorWidth width)
    {
        int pixels = Tile.Rows * Tile.Columns;
        WriteStart(writer, width, pixels);
        if (MayContinue)
        {
            using (writer.Block("if (continues)"))
            {
                WriteOutputs(
                    writer,
                    width,
                    "s",
                    Tile.Vectors,
                    (vector, row, column) => Part(vector, (row * Tile.Columns) + column, 0),
                    (sum, reference, lane) => $"{sum} = {width.Load(reference, lane)};",
                    (start, sums) => $"Pixels.Load({start}, outputColumnStep, {string.Join(", ", sums.Select(static sum => "out " + sum))})");
            }
        }

        if (Tile.Vectors > 1)
        {
            writer.Line($"{Vector} e;");
        }

        Sum.Write(writer, HasRowArgument ? Tile.Rows : 1, (xOffset, wOffset, step) =>
        {
            int split = step % Tile.Splits;

            // Weights of several pixels are loaded first; those of one are an operand of its multiply-add.
            for (int vector = 0; vector < Tile.Vectors && pixels > 1; vector++)
            {
                writer.Line($"{(step == 0 ? Vector + " " : "")}{Weight(vector)} = {width.Load("wk", wOffset + (vector * width.Lanes))};");
            }

            for (int pixel = 0; pixel < pixels; pixel++)
            {
                int row = pixel / Tile.Columns;
                string reference = HasRowArgument ? Reduction.RowReference(row) : "xk";
                string element = width.Broadcast(reference, xOffset + (row * RowStep) + (pixel % Tile.Columns * ColumnStep));
                List<string> statements = [];
                if (Tile.Vectors > 1)
                {
                    statements.Add($"e = {element};");
                    element = "e";
                }

                for (int vector = 0; vector < Tile.Vectors; vector++)
                {
                    string sum = Part(vector, pixel, split);
                    string weight = pixels > 1 ? Weight(vector) : width.Load("wk", wOffset + (vector * width.Lanes));
                    statements.Add($"{sum} = {width.MultiplyAdd(weight, element, sum)};");
                }

                // A pixel a line, or a vector where there is one pixel.
                writer.Line(string.Join(pixels > 1 ? " " : "\n", statements));
            }
        });

        for (int split = 1; split < Tile.Splits; split++)
        {
            foreach ((int vector, int pixel) in Outputs(pixels))
            {
                writer.Line($"{Part(vector, pixel, 0)} += {Part(vector, pixel, split)};");
            }
        }

        using (writer.Block("if (activates)"))
        {
            for (int vector = 0; vector < Tile.Vectors && ActivationText.HasSlopes(Activation); vector++)
            {
                writer.Line(width.Declare(SlopeName(vector), ActivationText.SlopesAt(Activation, At("s", vector * width.Lanes))));
            }

            for (int pixel = 0; pixel < pixels; pixel++)
            {
                writer.Line(string.Join(" ", Enumerable.Range(0, Tile.Vectors).Select(vector => $"{Part(vector, pixel, 0)} = {Activation.Of(Part(vector, pixel, 0), SlopeName(vector))};")));
            }
        }

        WriteStores(writer, width);
    }

    // The first pixel's sum begins with the bias, the others are copies of it; further parts of a sum begin with zero.
    private void WriteStart(CodeWriter writer, VectorWidth width, int pixels)
    {
        for (int vector = 0; vector < Tile.Vectors; vector++)
        {
            writer.Line(width.Declare(Part(vector, 0, 0), width.Zero()));
        }

        using (writer.Block("if (!Unsafe.IsNullRef(ref b))"))
        {
            for (int vector = 0; vector < Tile.Vectors; vector++)
            {
                writer.Line($"{Part(vector, 0, 0)} = {width.Load("b", vector * width.Lanes)};");
            }
        }

        writer.Line();
        for (int split = 0; split < Tile.Splits; split++)
        {
            for (int vector = 0; vector < Tile.Vectors; vector++)
            {
                IEnumerable<string> copies = Enumerable.Range(0, pixels).Skip(split == 0 ? 1 : 0)
                    .Select(pixel => $"{Part(vector, pixel, split)} = {(split == 0 ? Part(vector, 0, 0) : width.Zero())}");
                if (split > 0 || pixels > 1)
                {
                    writer.Line($"{Vector} {string.Join(", ", copies)};");
                }
            }
        }
    }

    private void WriteStores(CodeWriter writer, VectorWidth width) => WriteOutputs(
        writer,
        width,
        "y",
        Tile.Vectors + Tile.Padding,
        (vector, row, column) => vector < Tile.Vectors ? Pooled(width, vector, row, column) : width.Zero(),
        (sum, reference, lane) => width.Store(sum, reference, lane),
        static (start, sums) => $"Pixels.Store({start}, outputColumnStep, {string.Join(", ", sums)})");

    // What is done with the vectors of outputs, at references that walk over them: with one, or with some of a row.
    private void WriteOutputs(
        CodeWriter writer, VectorWidth width, string name, int vectors, Func<int, int, int, string> sumAt, Func<string, string, int, string> one, Func<string, IReadOnlyList<string>, string> some)
    {
        string start = "y";
        bool hasColumn = false;
        int columns = Tile.Columns / PoolColumns;
        for (int vector = 0; vector < vectors; vector++)
        {
            int lane = vector * width.Lanes % Tensor.Block;
            if (vector > 0 && lane == 0)
            {
                writer.Line($"{(start == "y" ? "ref float " : "")}{name}p = ref Unsafe.Add(ref {start}, planeStep);");
                start = name + "p";
            }

            for (int row = 0; row < Tile.Rows / PoolRows; row++)
            {
                string first = row == 0 ? start : name + "r";
                if (row > 0)
                {
                    writer.Line($"{(vector == 0 && row == 1 ? "ref float " : "")}{first} = ref Unsafe.Add(ref {(row == 1 ? start : first)}, outputRowStep);");
                }

                for (int column = 0; column < columns; column += MostAtOnce)
                {
                    List<string> sums = Enumerable.Range(column, Math.Min(MostAtOnce, columns - column)).Select(one => sumAt(vector, row, one)).ToList();
                    (string reference, int offset) = column == 0 ? (first, lane) : (name + "c", 0);
                    if (sums.Count == 1)
                    {
                        writer.Line(one(sums[0], reference, offset));
                        continue;
                    }

                    bool goesOn = column + MostAtOnce < columns;
                    writer.Line($"{(goesOn ? $"{(hasColumn ? "" : "ref float ")}{name}c = ref " : "")}{some(At(reference, offset), sums)};");
                    hasColumn |= goesOn;
                }
            }
        }
    }

    private string Pooled(VectorWidth width, int vector, int row, int column)
    {
        string value = "";
        for (int tap = 0; tap < PoolRows * PoolColumns; tap++)
        {
            int pixel = (((row * PoolRows) + (tap / PoolColumns)) * Tile.Columns) + (column * PoolColumns) + (tap % PoolColumns);
            string other = Part(vector, pixel, 0);
            value = tap == 0 ? other : Pool!.IsMax ? width.Max(other, value) : $"{value} + {other}";
        }

        return Pool is { IsMax: false } ? $"({value}) * {width.Constant(1f / (PoolRows * PoolColumns))}" : value;
    }

    private IEnumerable<(int Vector, int Pixel)> Outputs(int pixels) =>
        Enumerable.Range(0, Tile.Vectors * pixels).Select(index => (index / pixels, index % pixels));

    private static string Part(int vector, int pixel, int split) =>
        "y" + Number(vector) + "_" + Number(pixel) + (split == 0 ? "" : "_" + Number(split));

    private static string Weight(int vector) => "w" + Number(vector);

    private static string SlopeName(int vector) => "slope" + Number(vector);
}

/// <summary>A pooling whose windows a tile holds whole.</summary>
internal sealed record TilePool(bool IsMax, int Rows, int Columns)
{
    /// <summary>The pooling of a window, or none.</summary>
    public static TilePool? Of(PoolGeometry? window) => window is null ? null : new TilePool(window.Kind == PoolKind.Max, window.Kernel.Rows, window.Kernel.Columns);

    public string Name => $"_{(IsMax ? "MaxPool" : "AvgPool")}{Number(Rows)}x{Number(Columns)}";
}
