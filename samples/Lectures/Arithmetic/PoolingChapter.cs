using CnnGen;
using Lectures.Screen;

namespace Lectures.Arithmetic;

[Network(Training = false)]
[Input(1, 4, 4)]
[MaxPool(2)]
internal partial class LargestOfFour;

[Network(Training = false)]
[Input(1, 4, 4)]
[AvgPool(2)]
internal partial class MeanOfFour;

[Network(Training = false)]
[Input(1, 4, 4)]
[GlobalAvgPool]
internal partial class MeanOfAll;

[Network(Training = false)]
[Input(64, 224, 224)]
[MaxPool(2)]
internal partial class Halved;

[Network(Training = false)]
[Input(96, 55, 55)]
[MaxPool(3, Stride = 2)]
internal partial class Overlapping;

/// <summary>The lectures' 4x4 matrix under pooling.</summary>
internal sealed class PoolingChapter() : Chapter("pooling", "Pooling")
{
    /// <summary>The matrix that the lectures pool.</summary>
    public static float[] Input =>
    [
        1, 1, 2, 4,
        5, 6, 7, 8,
        3, 2, 1, 0,
        1, 2, 3, 4,
    ];

    public static float[] Largest => Networks.Outputs<LargestOfFour>(Input);

    public static float[] Mean => Networks.Outputs<MeanOfFour>(Input);

    public static float[] GlobalMean => Networks.Outputs<MeanOfAll>(Input);

    protected override void Tell(Page page)
    {
        page.Text("Pooling makes each channel smaller by itself. With 2x2 windows and stride 2, four numbers become their largest, or their mean:");
        page.Matrices(
            new Matrix("input", 4, Input), new Matrix("MaxPool(2)", 2, Largest), new Matrix("AvgPool(2)", 2, Mean), new Matrix("GlobalAvgPool", 1, GlobalMean));
        page.Text("It has no parameters and keeps the channels. AlexNet's windows overlap: 3x3 with stride 2.");
        page.Formulas(new Window(224, 2, 2).ToString(), new Window(55, 3, 2).ToString());
        page.Networks(Halved.Info, Overlapping.Info);
    }
}
