using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Diagnostics;

/// <summary>Every error. Layers write whole sentences, so most formats are the sentence itself.</summary>
internal static class Descriptors
{
    private const string Shapes = "CnnGen.Shapes";
    private const string Attributes = "CnnGen.Attributes";
    private const string Budgets = "CnnGen.Budgets";
    private const string Blocks = "CnnGen.Blocks";
    private const string Internal = "CnnGen.Internal";

    public static readonly DiagnosticDescriptor StrideDoesNotFit = Create("CNN001", "The stride does not fit", Shapes);
    public static readonly DiagnosticDescriptor KernelTooLarge = Create("CNN002", "The kernel is larger than its padded input", Shapes);
    public static readonly DiagnosticDescriptor GroupsDoNotDivide = Create("CNN003", "Groups does not divide the channels", Shapes);
    public static readonly DiagnosticDescriptor OutOfRange = Create("CNN004", "The argument is out of range", Attributes);
    public static readonly DiagnosticDescriptor WrongRank = Create("CNN005", "The layer does not take this number of axes", Shapes);
    public static readonly DiagnosticDescriptor NotPartial = Create("CNN006", "The network class is not partial", Attributes);
    public static readonly DiagnosticDescriptor NoInput = Create("CNN007", "The network has no Input", Attributes);
    public static readonly DiagnosticDescriptor DeclaredTwice = Create("CNN008", "The network is declared twice", Attributes);
    public static readonly DiagnosticDescriptor TooLarge = Create("CNN009", "A size overflows", Shapes);
    public static readonly DiagnosticDescriptor WrongClass = Create("CNN010", "The class cannot be a network", Attributes);
    public static readonly DiagnosticDescriptor NameUsedTwice = Create("CNN011", "The name is used twice", Attributes);
    public static readonly DiagnosticDescriptor UnknownLayer = Create("CNN012", "The layer is not known", Attributes);
    public static readonly DiagnosticDescriptor UnknownName = Create("CNN013", "The name is not known", Attributes);
    public static readonly DiagnosticDescriptor UsedBeforeItExists = Create("CNN014", "The name is used before it exists", Attributes);
    public static readonly DiagnosticDescriptor UnequalShapes = Create("CNN015", "The joined shapes are unequal", Shapes);
    public static readonly DiagnosticDescriptor OverBudget = Create("CNN016", "The network exceeds its budget", Budgets);
    public static readonly DiagnosticDescriptor MemberClash = Create("CNN017", "The member is generated", Attributes);
    public static readonly DiagnosticDescriptor ProjectLacks = Create("CNN018", "The project lacks what networks need", Attributes);
    public static readonly DiagnosticDescriptor NotKnownYet = Create("CNN019", "The constant is not known yet", Attributes);
    public static readonly DiagnosticDescriptor NotTrainable = Create("CNN020", "The network has no training code", Attributes);
    public static readonly DiagnosticDescriptor ContainsItself = Create("CNN021", "The block contains itself", Blocks);
    public static readonly DiagnosticDescriptor UnreadableText = Create("CNN022", "The block's text cannot be read", Blocks);
    public static readonly DiagnosticDescriptor TextDoesNotCompute = Create("CNN023", "The block's text does not compute", Blocks);
    public static readonly DiagnosticDescriptor UnusableBlock = Create("CNN024", "The block cannot be used", Blocks);
    public static readonly DiagnosticDescriptor NotInspected = Create("CNN025", "The network hands over no layer's output", Attributes);
    public static readonly DiagnosticDescriptor InternalError = Create("CNN900", "Internal error", Internal);

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = new[]
    {
        StrideDoesNotFit, KernelTooLarge, GroupsDoNotDivide, OutOfRange, WrongRank, NotPartial, NoInput,
        DeclaredTwice, TooLarge, WrongClass, NameUsedTwice, UnknownLayer,
        UnknownName, UsedBeforeItExists, UnequalShapes, OverBudget, MemberClash, ProjectLacks, NotKnownYet, NotTrainable,
        ContainsItself, UnreadableText, TextDoesNotCompute, UnusableBlock, NotInspected, InternalError,
    }.ToDictionary(descriptor => descriptor.Id);

    public static IEnumerable<DiagnosticDescriptor> All => ById.Values;

    public static DiagnosticDescriptor Find(string id) => ById[id];

    /// <summary>What is said of an exception in the generator itself, where the compiler would say CS8785 and drop every network.</summary>
    public static Diagnostic OfException(Exception exception, Location location, string network) => Diagnostic.Create(
        InternalError, location, $"internal error in the network '{network}', please report it: {exception.GetType().Name}: {exception.Message}");

    /// <summary>What is said where two kernels of different text have one name, by which networks would call the wrong one.</summary>
    public static Diagnostic OfClash(string kernel) => Diagnostic.Create(
        InternalError, Location.None, $"internal error, please report it: the kernel name '{kernel}' stands for two texts");

    // An error that could be switched off would give a green build whose network throws: NotConfigurable is for #pragma, NoWarn and
    // .editorconfig, Compiler for SuppressMessage, which leaves the compiler's own errors alone.
    private static DiagnosticDescriptor Create(string id, string title, string category) => new(
        id,
        title,
        "{0}",
        category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DiagnosticPages.Of(id),
        customTags: [WellKnownDiagnosticTags.NotConfigurable, WellKnownDiagnosticTags.Compiler]);
}
