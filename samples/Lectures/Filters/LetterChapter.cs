using System.Linq;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Filters;

/// <summary>A filter of a letter's size. The padding puts its answer in the letter's middle.</summary>
[Network(Training = false)]
[Input(1, 18, 67)]
[Conv(1, 7, KernelWidth = 5, PadHeight = 3, PadWidth = 2), ReLU]
internal partial class LetterFinder;

/// <summary>Puts a copy of its filter around every pixel that is on.</summary>
[Network(Training = false)]
[Input(1, 18, 67)]
[ConvTranspose(1, 7, KernelWidth = 5, PadHeight = 3, PadWidth = 2, Bias = false)]
internal partial class LetterPainter;

/// <summary>A filter that looks like what it finds.</summary>
internal sealed class LetterChapter() : Chapter("letter", "A matched filter finds a letter")
{
    /// <summary>What the picture says.</summary>
    public static string[] Lines => ["CONVOLUTION", "NEURAL NET"];

    /// <summary>What is looked for.</summary>
    public const char Letter = 'N';

    /// <summary>The letter as weights: 1 where it has ink, -1 where it has none, so that ink in the wrong place counts against it.</summary>
    public static float[] Weights => [.. Letters.Ink(Letter).Select(ink => (2 * ink) - 1)];

    /// <summary>The letter's answer to itself: its pixels of ink. No other letter reaches it.</summary>
    public static float BestAnswer => Letters.Ink(Letter).Sum();

    /// <summary>The filter's answer at every place.</summary>
    public static float[] Answers => Networks.Outputs<LetterFinder>(Letters.Write(Lines).Pixels, Weights, [0]);

    /// <summary>The same with a bias just below the best answer: what is left after the ReLU is 1 where the letter stands, and 0 elsewhere.</summary>
    public static float[] Found => Networks.Outputs<LetterFinder>(Letters.Write(Lines).Pixels, Weights, [1 - BestAnswer]);

    /// <summary>The letter, painted where it was found.</summary>
    public static float[] Painted => Networks.Outputs<LetterPainter>(Found, Letters.Ink(Letter));

    protected override void Tell(Page page)
    {
        Picture text = Letters.Write(Lines);
        page.Text($"The filter is the letter {Letter}: 1 on its ink, -1 beside it. Where the letter stands, the answer is its {BestAnswer} "
            + "pixels of ink; anything else gives less.");
        page.Networks(LetterFinder.Info, LetterPainter.Info);
        page.Matrices(new Matrix($"the letter {Letter} as weights", Letters.Width, Weights));
        page.Pictures(text);
        page.Pictures(Picture.OfMagnitudes("the filter's answer", text.Width, Answers));
        page.Text($"A bias of {1 - BestAnswer} and a ReLU leave the exact matches alone, one pixel each:");
        page.Pictures(text with { Caption = "found", Pixels = Found });
        page.Text("A transposed convolution with the same letter paints it where it was found:");
        page.Pictures(text with { Caption = $"every {Letter}", Pixels = Painted });
    }
}
